"""The same pack by other engines, each as its manual shows, with the same font files; only typst's is tagged too."""

import json
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from fpdf import FPDF

from revalidation.documents.typefaces import FONTS
from tests.benchmarks.pack import Block, Engine, Heading, Part, Table

SIZES = {1: 20.0, 2: 11.5, 3: 10.5}
REGULAR, BOLD = FONTS / "NotoSans-Regular.ttf", FONTS / "NotoSans-Bold.ttf"


def rivals() -> dict[str, Engine | None]:
    """By name and version; None where an engine is not installed."""
    found: dict[str, Engine | None] = {"stock fpdf2": stock_fpdf2}
    for name, engine in (("ReportLab Platypus", reportlab_platypus), ("typst, tagged", tagged_typst)):
        try:
            found[name] = engine()
        except ImportError:
            found[name] = None
    return found


def stock_fpdf2(parts: list[Part]) -> bytes:
    """By its own cells and tables."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("noto", "", REGULAR)
    pdf.add_font("noto", "B", BOLD)
    pdf.set_margin(51)
    for part in parts:
        pdf.add_page(orientation="landscape" if part.is_landscape else "portrait")
        for block in part.blocks:
            _fpdf2_block(pdf, block)
    return bytes(pdf.output())


def _fpdf2_block(pdf: FPDF, block: Block) -> None:
    if isinstance(block, Table):
        pdf.set_font("noto", "", 9)
        shares = tuple(block.shares)
        headings = 1 if block.headings else 0
        with pdf.table(
            col_widths=shares, line_height=12.5, first_row_as_headings=bool(headings), text_align="LEFT"
        ) as it:
            for texts in [block.headings, *block.rows][1 - headings :]:
                row = it.row()
                for text in texts:
                    row.cell(text)
        return
    size = SIZES[block.level] if isinstance(block, Heading) else 9
    pdf.set_font("noto", "B" if isinstance(block, Heading) else "", size)
    pdf.multi_cell(0, size * 1.4, block.text, new_x="LMARGIN", new_y="NEXT")


def reportlab_platypus() -> Engine:
    """By Platypus; fonts are opened once."""
    from xml.sax.saxutils import escape  # noqa: PLC0415

    from reportlab.lib import colors, pagesizes  # noqa: PLC0415 (needed by this benchmark only)
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.platypus import (  # noqa: PLC0415  # noqa: PLC0415
        BaseDocTemplate,
        Frame,
        LongTable,
        NextPageTemplate,
        PageBreak,
        PageTemplate,
        Paragraph,
    )

    pdfmetrics.registerFont(TTFont("noto", str(REGULAR)))
    pdfmetrics.registerFont(TTFont("noto-bold", str(BOLD)))
    styles = {level: ParagraphStyle(f"h{level}", fontName="noto-bold", fontSize=size, leading=size * 1.4)
              for level, size in SIZES.items()}  # fmt: skip
    small = ParagraphStyle("small", fontName="noto", fontSize=9, leading=12.5)
    grid = [("GRID", (0, 0), (-1, -1), 0.9, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]

    def said(text: str, style: Any) -> Any:  # noqa: ANN401 (types of an engine that may not be there)
        return Paragraph(escape(text).replace("\n", "<br/>"), style)

    def flowable(block: Block, width: float) -> Any:  # noqa: ANN401
        if isinstance(block, Table):
            rows = [[said(text, small) for text in texts] for texts in block.rows]
            above = [[said(text, styles[3]) for text in block.headings]] if block.headings else []
            widths = [width * share / sum(block.shares) for share in block.shares]
            return LongTable([*above, *rows], colWidths=widths, repeatRows=len(above), style=grid, splitInRow=1)
        return said(block.text, styles[block.level] if isinstance(block, Heading) else small)

    def make(parts: list[Part]) -> bytes:
        out = BytesIO()
        document = BaseDocTemplate(out)
        for name, (width, height) in (("True", pagesizes.landscape(pagesizes.A4)), ("False", pagesizes.A4)):
            frame = Frame(51, 62, width - 102, height - 110, 0, 0, 0, 0)
            document.addPageTemplates(PageTemplate(name, [frame], pagesize=(width, height)))
        story: list[Any] = []
        for part in parts:
            width = pagesizes.A4[1 if part.is_landscape else 0] - 102
            story += [NextPageTemplate(str(part.is_landscape)), PageBreak()] if story else []
            story += [flowable(block, width) for block in part.blocks]
        document.build(story)
        return out.getvalue()

    return make


def tagged_typst() -> Engine:
    """By typst as PDF/UA-1, which it tags."""
    import typst  # noqa: PLC0415 (needed by this benchmark only)

    def make(parts: list[Part]) -> bytes:
        source = "\n".join(
            [
                '#set document(title: "Pack")',
                '#set text(font: "Noto Sans", size: 9pt, lang: "en")',
                *(f"#show heading.where(level: {level}): set text(size: {size}pt)" for level, size in SIZES.items()),
                *(_typst_part(part) for part in parts),
            ]
        )
        with tempfile.NamedTemporaryFile(suffix=".typ", mode="w", encoding="utf-8") as file:
            file.write(source)
            file.flush()
            return bytes(typst.compile(
                file.name, root=str(Path(file.name).parent), font_paths=[str(FONTS)], ignore_system_fonts=True,
                pdf_standards=["ua-1"],
            ))  # fmt: skip

    return make


def _typst_part(part: Part) -> str:
    page = f'#page(paper: "a4", flipped: {str(part.is_landscape).lower()}, margin: 51pt)['
    return "\n".join([page, *map(_typst_block, part.blocks), "]"])


def _typst_block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"#heading(level: {block.level}, {_typst_text(block.text)})"
    if not isinstance(block, Table):
        return f"#par({_typst_text(block.text)})"
    columns = ", ".join(f"{share}fr" for share in block.shares)
    above = f"table.header({', '.join(map(_typst_text, block.headings))}), " if block.headings else ""
    cells = ", ".join(_typst_text(text) for texts in block.rows for text in texts)
    return f"#table(columns: ({columns},), {above}{cells})"


def _typst_text(text: str) -> str:
    return f"text({json.dumps(text, ensure_ascii=False)})"

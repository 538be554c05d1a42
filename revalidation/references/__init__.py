"""References in and out: RIS, BibTeX, NBIB, DOI and PMID in; citations, RIS and BibTeX out. Knows no database."""

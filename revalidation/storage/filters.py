"""Filters as conditions on sessions: a statement that several queries need."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from revalidation.domain.filters import Filters
from revalidation.domain.text import cleaned
from revalidation.storage.articles import ArticleRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.topics import ArticleTopicRow

Lines = Select[*tuple[Any, ...]]


def narrowed(wanted: Lines, filters: Filters) -> Lines:
    """The same sessions, without those that do not fit."""
    if filters.site_id is not None:
        wanted = wanted.where(GroupSessionRow.site_id == filters.site_id)
    if filters.is_online:
        wanted = wanted.where(GroupSessionRow.online_link != "")
    if filters.kind is not None:
        wanted = wanted.where(GroupRow.kind == filters.kind)
    if filters.group_id is not None:
        wanted = wanted.where(GroupSessionRow.group_id == filters.group_id)
    if filters.article_id is not None:
        reading = select(SessionArticleRow.session_id).where(SessionArticleRow.article_id == filters.article_id)
        wanted = wanted.where(GroupSessionRow.id.in_(reading))
    if filters.topic_id is not None:
        about = (
            select(SessionArticleRow.session_id)
            .join(ArticleTopicRow, ArticleTopicRow.article_id == SessionArticleRow.article_id)
            .where(ArticleTopicRow.topic_id == filters.topic_id)
        )
        wanted = wanted.where(GroupSessionRow.id.in_(about))
    if filters.only_free:
        wanted = wanted.where(GroupSessionRow.places_taken < GroupSessionRow.capacity)
    if text := cleaned(filters.search).strip():
        wanted = wanted.where(_about(text))
    return wanted


def _about(text: str) -> ColumnElement[bool]:
    read = (
        select(SessionArticleRow.session_id)
        .join(ArticleRow, ArticleRow.id == SessionArticleRow.article_id)
        .where(ArticleRow.title.icontains(text, autoescape=True))
    )
    return or_(GroupRow.name.icontains(text, autoescape=True), GroupSessionRow.id.in_(read))

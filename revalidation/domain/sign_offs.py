"""Reflective discussion and confirmation: somebody else reads what was chosen, completes a part, and signs it."""

from enum import StrEnum


class SignOffKind(StrEnum):
    """Which form is signed."""

    DISCUSSION = "discussion"
    CONFIRMATION = "confirmation"


SIGN_OFF_WORDS = {
    SignOffKind.DISCUSSION: "Reflective discussion",
    SignOffKind.CONFIRMATION: "Confirmation",
}

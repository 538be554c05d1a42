"""The reflective discussion form, behind the link of whoever was asked to be the partner."""

from pages.guest.parts.form_to_sign import form_to_sign
from revalidation.domain.sign_offs import SignOffKind

form_to_sign(SignOffKind.DISCUSSION)

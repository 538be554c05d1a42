"""The confirmation form, behind the link of whoever was asked to confirm."""

from pages.guest.parts.form_to_sign import form_to_sign
from revalidation.domain.sign_offs import SignOffKind

form_to_sign(SignOffKind.CONFIRMATION)

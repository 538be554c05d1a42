"""Names in free text, recognised by a small model on this computer: onnxruntime and tokenizers."""

"""Names in free text, recognised by a small model on this computer, where onnxruntime and tokenizers are installed."""

"""The form: model, prompt, references, output settings, Create."""

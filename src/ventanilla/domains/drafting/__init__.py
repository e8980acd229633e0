"""Drafts of decisions: written from templates and free paragraphs, proposed, signed by others."""

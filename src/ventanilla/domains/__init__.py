"""The building blocks of the law, in the written order of `.importlinter`."""

"""Who does what next: tasks by role and unit, and how they are shared out."""

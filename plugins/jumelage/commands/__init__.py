"""
What one can ask of `jumelage`, a module for each command.

Each has `arguments`, which adds its options, and `run`, which returns the exit status; its docstring is the help.
"""

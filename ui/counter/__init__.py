"""The parts of the counter workbench, one per thing a clerk looks at."""

"""Turning the workbook into things people use: notebooks, pages and paper."""

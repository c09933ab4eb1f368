// Where Voilà's front end looks for MathJax, which it would else fetch from another host: formulas stay as they are written.

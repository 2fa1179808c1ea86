new File(basedir, 'step-summary.md').text = 'Of another program.\n'
true

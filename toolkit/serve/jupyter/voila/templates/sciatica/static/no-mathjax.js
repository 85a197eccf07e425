// No page uses formulas: this stands where JupyterLab would fetch a renderer from a network, and does nothing.
window.MathJax = { Hub: { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } } };

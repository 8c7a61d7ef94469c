namespace ConnectMe.Host;

/// <summary>Names the shell's texts (Resources/ShellText.resx is Dutch, ShellText.en.resx English).</summary>
internal sealed class ShellText;

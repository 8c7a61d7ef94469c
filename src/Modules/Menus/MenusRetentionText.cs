namespace ConnectMe.Menus;

/// <summary>Names the texts about what this module keeps (Resources/MenusRetentionText*.resx).</summary>
internal sealed class MenusRetentionText;

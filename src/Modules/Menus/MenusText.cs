namespace ConnectMe.Menus;

/// <summary>Names the texts of this module (Resources/MenusText.resx is Dutch, MenusText.en.resx English).</summary>
internal sealed class MenusText;

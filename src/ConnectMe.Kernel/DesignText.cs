namespace ConnectMe.Kernel;

/// <summary>Names the design system's own words (Resources/DesignText.resx is Dutch, DesignText.en.resx English).</summary>
public sealed class DesignText;

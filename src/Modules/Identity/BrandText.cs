namespace ConnectMe.Identity;

/// <summary>Names the texts of the company's logo and of calendars of days.</summary>
internal sealed class BrandText;

namespace ConnectMe.Calendar;

/// <summary>Names the texts of this module (Resources/CalendarText.resx is Dutch, CalendarText.en.resx English).</summary>
internal sealed class CalendarText;

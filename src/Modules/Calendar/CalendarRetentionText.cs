namespace ConnectMe.Calendar;

/// <summary>Names the texts of what this module keeps for how long (Resources/CalendarRetentionText.resx is Dutch, CalendarRetentionText.en.resx English).</summary>
internal sealed class CalendarRetentionText;

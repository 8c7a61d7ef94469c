namespace ConnectMe.Telephony;

/// <summary>Names this module's texts (Resources/TelephonyText.resx is Dutch, TelephonyText.en.resx English).</summary>
internal sealed class TelephonyText;

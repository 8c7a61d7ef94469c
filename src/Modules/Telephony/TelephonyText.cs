namespace ConnectMe.Telephony;

/// <summary>Names this module's texts (TelephonyText.resx is Dutch, TelephonyText.en.resx English).</summary>
internal sealed class TelephonyText;

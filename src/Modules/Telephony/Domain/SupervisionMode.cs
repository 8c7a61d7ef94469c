namespace ConnectMe.Telephony.Domain;

public enum SupervisionMode
{
    /// <summary>Hears all and is heard by nobody.</summary>
    Listen,

    /// <summary>Is heard by the person supervised alone.</summary>
    Whisper,

    /// <summary>Takes part; a tone tells both others.</summary>
    Barge,
}

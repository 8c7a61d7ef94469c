namespace ConnectMe.Telephony.Domain;

/// <summary>A telephone number as somebody wrote or sent it, normalised once where it came in; the raw text is kept.</summary>
/// <param name="Raw">What was typed, or what stood in the message.</param>
/// <param name="E164">"+31205550142"; null when the text is no number of the public network (an extension, a service code, nonsense).</param>
public sealed record PhoneNumber(string Raw, string? E164)
{
    /// <summary>What to show and compare when there is no better form.</summary>
    public string Best => E164 ?? Raw;
}

namespace ConnectMe.Telephony.Domain;

/// <summary>What a person's browsers ring with, wherever they sign in. A document: which tone it was before is of no interest.</summary>
/// <param name="Id">The person.</param>
public sealed record ChosenRingtone(Guid Id, Ringtone Tone);

/// <summary>Each is made by scripts/make-sounds.</summary>
public enum Ringtone
{
    Bells,
    Classic,
    Wood,
    Calm,
}

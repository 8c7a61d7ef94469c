using ConnectMe.Media.Audio;

namespace ConnectMe.Voicemail.Features;

/// <summary>What <see cref="ListenByPhone"/> asks for by <c>ScriptStep.Do</c>; each says what it is to be answered with.</summary>
internal abstract record PhoneWork
{
    /// <summary>Of who calls: <see cref="PhoneAnswer.Mailbox"/>, or <see cref="PhoneAnswer.NoMailbox"/>.</summary>
    public sealed record LoadMailbox : PhoneWork;

    /// <summary><see cref="PhoneAnswer.PinChecked"/>. Whoever checks it counts what was wrong, over all calls.</summary>
    /// <param name="Digits">1 to 20.</param>
    public sealed record CheckPin(string Digits) : PhoneWork
    {
        /// <summary>Without the digits: for logs.</summary>
        public override string ToString() => nameof(CheckPin);
    }

    /// <summary><see cref="PhoneAnswer.Opened"/>.</summary>
    public sealed record OpenMessage(Guid Id) : PhoneWork;

    /// <summary><see cref="PhoneAnswer.Done"/>. Of a new one, once.</summary>
    public sealed record MarkHeard(Guid Id) : PhoneWork;

    /// <summary><see cref="PhoneAnswer.Done"/>, also when it is gone already.</summary>
    public sealed record Delete(Guid Id) : PhoneWork;
}

/// <summary>What <see cref="ListenByPhone"/> is told by <c>ScriptInput.Told</c>.</summary>
internal abstract record PhoneAnswer
{
    /// <param name="Language">"nl" or "en".</param>
    public sealed record NoMailbox(string Language) : PhoneAnswer;

    /// <param name="Language">"nl" or "en".</param>
    /// <param name="Today">Where who listens is.</param>
    /// <param name="New">In the order in which they are to be heard, before the old ones.</param>
    public sealed record Mailbox(
        string Language,
        bool NeedsPin,
        DateOnly Today,
        IReadOnlyList<MessageToHear> New,
        IReadOnlyList<MessageToHear> Old
    ) : PhoneAnswer;

    public sealed record PinChecked(PinVerdict Verdict) : PhoneAnswer;

    /// <param name="Sound">Null when the message is gone.</param>
    public sealed record Opened(Guid Id, Sound? Sound) : PhoneAnswer;

    public sealed record Done : PhoneAnswer;
}

/// <param name="Caller">As people write the number; empty when it was hidden.</param>
/// <param name="Day">When it was left, where who listens is.</param>
internal sealed record MessageToHear(Guid Id, string Caller, DateOnly Day, TimeOnly Time);

internal enum PinVerdict
{
    Right,
    Wrong,

    /// <summary>Too many were wrong; this one was not looked at.</summary>
    Locked,
}

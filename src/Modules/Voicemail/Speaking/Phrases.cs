using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Voicemail.Speaking;

/// <summary>What Voicemail says on the phone, in one language.</summary>
internal sealed class Phrases
{
    readonly PhraseBook _book;

    Phrases(string language) => _book = new PhraseBook(typeof(Phrases).Assembly, language);

    public static Phrases Dutch { get; } = new("nl");

    public static Phrases English { get; } = new("en");

    /// <param name="language">"nl" or "en".</param>
    public static Phrases Of(string language) => language == English.Language ? English : Dutch;

    /// <summary>Between two sentences, and before the first, for the ear to be there.</summary>
    public static Sound Pause => PhraseBook.Pause;

    public string Language => _book.Language;

    /// <summary>Of who has recorded none.</summary>
    public Sound Greeting => this["greeting"];

    public Sound Saved => this["saved"];

    public Sound NothingRecorded => this["nothing-recorded"];

    public Sound LongestReached => this["longest-reached"];

    public Sound MailboxFull => this["mailbox-full"];

    public Sound Goodbye => this["goodbye"];

    public Sound NoMailbox => this["no-mailbox"];

    public Sound EnterPin => this["enter-pin"];

    public Sound WrongPin => this["wrong-pin"];

    public Sound Locked => this["locked"];

    public Sound MessageDeleted => this["message-deleted"];

    public Sound MessageGone => this["message-gone"];

    public Sound NoMoreMessages => this["no-more-messages"];

    public Sound Menu => this["menu"];

    /// <summary>By the name of its file.</summary>
    public Sound this[string name] => _book[name];
}

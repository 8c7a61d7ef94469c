namespace ConnectMe.Chat.Features;

/// <summary>What colleagues use (M11.1-02); all others come from the keyboard of the system. Eight in a row.</summary>
internal static class Emoji
{
    // csharpier-ignore
    public static readonly IReadOnlyList<string> All =
    [
        "👍", "👎", "👏", "🙏", "🙌", "👌", "💪", "👋",
        "🙂", "😀", "😂", "😉", "😊", "😍", "😎", "🤔",
        "😅", "😇", "😮", "😢", "😡", "😴", "🤒", "🙄",
        "❤️", "🎉", "🎂", "🔥", "⭐", "✅", "❌", "❗",
        "❓", "⏰", "📅", "📞", "📧", "📎", "💡", "🔧",
        "🚗", "🏠", "☕", "🍕", "🌞", "🌧️", "🏖️", "🍀",
    ];
}

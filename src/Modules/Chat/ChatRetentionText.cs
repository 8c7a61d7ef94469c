namespace ConnectMe.Chat;

/// <summary>Names the texts of what this module keeps for how long (Resources/ChatRetentionText.resx is Dutch, ChatRetentionText.en.resx English).</summary>
internal sealed class ChatRetentionText;

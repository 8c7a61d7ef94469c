namespace ConnectMe.Chat;

/// <summary>Names the texts of this module (Resources/ChatText.resx is Dutch, ChatText.en.resx English).</summary>
internal sealed class ChatText;

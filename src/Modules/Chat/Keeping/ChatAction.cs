using ConnectMe.Chat.Features;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Chat.Keeping;

/// <summary>"Chat" on the card of a colleague (M11.2-01) and during a call with them (M6.4.7-01).</summary>
internal sealed class ChatAction(OwnChats own, IStringLocalizer<ChatText> text) : IColleagueAction
{
    public string Name => "chat";

    public string Icon => "message-circle";

    public string Words => text["Chat"];

    public async ValueTask<string?> AddressFor(UserId colleague, CancellationToken ct) =>
        colleague != own.Me && await own.May(ct) && await own.Colleague(colleague.Value, ct) is not null
            ? $"{StartChat.With}{colleague.Value}"
            : null;
}

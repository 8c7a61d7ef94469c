using System.Globalization;
using System.Text.Json;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Waking;

/// <summary>What the browser's service worker is told, with the words it is to show: it has none of its own. Read by <c>wwwroot/sw.js</c>.</summary>
internal sealed class PushWords(IStringLocalizer<TelephonyText> text)
{
    public byte[] Rings(CallId call, ShownCaller from, PushSubscription to) =>
        In(to.Language, () => Bytes(new PushMessage("ring", call.Value, text["PushRings", Who(from)], NumberOf(from), text["Answer"])));

    public byte[] Missed(CallId call, ShownCaller from, PushSubscription to) =>
        In(to.Language, () => Bytes(new PushMessage("missed", call.Value, text["PushMissed", Who(from)], NumberOf(from), "")));

    /// <summary>Answered elsewhere: the notification goes.</summary>
    public static byte[] Over(CallId call) => Bytes(new PushMessage("over", call.Value, "", "", ""));

    /// <summary>In words of who tells it.</summary>
    public static byte[] Note(PushNotice notice) =>
        Bytes(new PushMessage("note", notice.About, notice.Title, notice.Body, "") { Address = notice.Address });

    string Who(ShownCaller from) =>
        from.Name.Length > 0 ? from.Name
        : from.Number.Length > 0 ? from.Number
        : text["Anonymous"];

    static string NumberOf(ShownCaller from) => from.Name.Length > 0 ? from.Number : "";

    static byte[] Bytes(PushMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web);

    static byte[] In(string language, Func<byte[]> words) => InLanguage.Say(CultureInfo.GetCultureInfo(language), words);
}

/// <param name="Call">Or what else it is about: a later message about the same takes its place.</param>
internal sealed record PushMessage(string Kind, Guid Call, string Title, string Body, string Answer)
{
    /// <summary>The page that a click opens; empty: the calls.</summary>
    public string Address { get; init; } = "";
}

using System.Net;
using AngleSharp.Dom;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>What nobody types, in every field of every form that an administrator can open: found on the pages themselves.</summary>
public sealed class HostileFormTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly string[] Odd =
    [
        "9999-12-31",
        "-1",
        "NaN",
        "1e309",
        "99999999999999999999",
        "٣٤٥",
        "👩‍👩‍👧‍👦\u202egnp",
        "=cmd|' /C calc'!A0",
        "<img src=x onerror=alert(1)>",
        "a\r\nBcc: evil@example.org",
        "%00%0d%0a../../etc/passwd",
        "'; drop table users; --",
        new string('x', 100_000),
    ];

    static readonly string[] Typed = ["text", "number", "date", "time", "email", "tel", "search", "url"];

    [Fact]
    public async Task Whatever_stands_in_the_fields_is_a_message_beside_them_and_no_fault()
    {
        var anna = new Administrator(host);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var route in Routes.Of(host).Where(route => route is { Method: "GET", Ids: 0, IsOpen: false }))
        {
            if (route.Pattern is "/live" || !IsPage(await anna.Open(route.Pattern), out var page))
            {
                continue;
            }

            foreach (var form in page.Document.QuerySelectorAll("main form[method=post], main form[hx-post]").ToList())
            {
                var address = form.GetAttribute("hx-post") ?? form.GetAttribute("action") ?? route.Pattern;
                var fields = FieldsOf(form);
                foreach (
                    var field in form.QuerySelectorAll("input[name], textarea[name]")
                        .Where(IsTyped)
                        .Select(f => f.GetAttribute("name")!)
                        .Distinct()
                )
                {
                    foreach (var odd in Odd)
                    {
                        tried++;
                        var sent = fields.Where(other => other.Name != field).Append((field, odd)).ToArray();
                        var answer = await anna.Post(address.Length == 0 ? route.Pattern : address, sent);
                        if ((int)answer.Status >= 500 || answer.Body.Contains("<img src=x", StringComparison.Ordinal))
                        {
                            wrong.Add($"{address} {field}={odd[..Math.Min(30, odd.Length)]}: {answer.Status}");
                        }
                    }
                }

                if ((await anna.Open("/me")).Status is HttpStatusCode.Redirect)
                {
                    await (await anna.Browser()).Agree(); // policies that were published so are agreed to
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.True(tried > 300, $"only {tried} were tried");
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Open("/me")).Status);
    }

    [Fact]
    public async Task A_NUL_is_no_text()
    {
        var anna = new Administrator(host);

        Assert.Equal(HttpStatusCode.BadRequest, (await anna.Post("/note", ("note", "a\0b"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.Post("/contacts/new", ("Input.FirstName", "Eva\0"))).Status);
    }

    static bool IsPage(Answer answer, out Answer page)
    {
        page = answer;
        return answer.Status is HttpStatusCode.OK
            && answer.Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/html", StringComparison.Ordinal);
    }

    static bool IsTyped(IElement field) => field.LocalName == "textarea" || Typed.Contains(field.GetAttribute("type") ?? "text");

    /// <summary>As a browser would send it, but for files.</summary>
    static IReadOnlyList<(string Name, string Value)> FieldsOf(IElement form) =>
        [
            .. form.QuerySelectorAll("input[name], textarea[name], select[name]")
                .Where(field =>
                    field.GetAttribute("type") switch
                    {
                        "checkbox" or "radio" => field.HasAttribute("checked"),
                        "file" or "submit" or "button" => false,
                        _ => true,
                    }
                )
                .Select(field =>
                    (
                        field.GetAttribute("name")!,
                        field switch
                        {
                            { LocalName: "textarea" } => field.TextContent,
                            { LocalName: "select" } => field.QuerySelector("option[selected]")?.GetAttribute("value")
                                ?? field.QuerySelector("option")?.GetAttribute("value")
                                ?? "",
                            _ => field.GetAttribute("value") ?? "",
                        }
                    )
                ),
        ];
}

using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Identity.Audit;

/// <summary>What is being done by a request that leaves an entry in the audit log.</summary>
internal sealed class OpenAct(AuditRule rule, string act, string address, string browser)
{
    public static OpenAct Of(AuditRule rule, string act, HttpRequest request) =>
        new(rule, act, ClientAddress.Of(request), request.Headers[HeaderNames.UserAgent].ToString());

    public AuditRule Rule => rule;

    public string Act { get; set; } = act;

    public CompanyId? Company { get; private set; }

    public Guid? AboutId { get; set; }

    public string About { get; set; } = "";

    /// <summary>The entry was saved with what was done.</summary>
    public bool IsSaved { get; set; }

    /// <summary>Nothing more is added to it.</summary>
    public bool IsOver { get; set; }

    public void By(CompanyId company, UserId user, string name) => (Company, _by, _byName) = (company, user.Value, name);

    public AuditEntry ToEntry(DateTimeOffset now, AuditResult result)
    {
        var own = rule.Kind is AuditKind.Account or AuditKind.SignIn && AboutId is null;
        return Describe(
            new AuditEntry
            {
                Id = _id,
                CompanyId = Company?.Value ?? Guid.Empty,
                At = now,
                Kind = rule.Kind,
                Act = Act,
                Result = result,
                By = _by,
                ByName = _byName,
                Address = address,
                Browser = browser,
                AboutId = own ? _by : AboutId,
                About = own ? _byName : About,
            }
        );
    }

    public bool IsEntry(AuditEntry entry) => entry.Id == _id;

    /// <summary>Names may be as long as people type them, and are looked for in small letters.</summary>
    public static AuditEntry Describe(AuditEntry entry)
    {
        var cut = entry with { About = Cut(entry.About), ByName = Cut(entry.ByName), Browser = Cut(entry.Browser) };
        return cut with { Words = AuditSeal.WordsOf(cut) };
    }

    static string Cut(string text) => text.Length > AuditEntry.LongestText ? text[..AuditEntry.LongestText] : text;

    readonly Guid _id = Guid.NewGuid();
    Guid? _by;
    string _byName = "";
}

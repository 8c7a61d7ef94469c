using System.Net;
using System.Text.RegularExpressions;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>The demo company as a test of its people sees it: its mail lies in the outbox, since nobody takes it.</summary>
internal sealed partial class Garage(ConnectMeHost host)
{
    public static readonly CompanyId Id = new(DemoCompany.Id);
    public const string Password = "een lange zin met fietsen";

    public Administrator Anna { get; } = new(host);

    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    /// <summary>As the form is filled in for somebody new; more fields take the place of the usual.</summary>
    public static (string, string)[] Fields(string userName, string extension, params (string Name, string Value)[] more) =>
        [
            .. new (string Name, string Value)[]
            {
                ("Input.Name", $"Nieuwe {userName}"),
                ("Input.UserName", userName),
                ("Input.Email", $"{userName}@garagehofstra.example"),
                ("Input.Extension", extension),
            }.Where(field => more.All(m => m.Name != field.Name)),
            .. more,
        ];

    /// <summary>Has the switchboard record the events; waits until the log shows the end of the last call.</summary>
    public async Task Happened(params CallEvent[] events)
    {
        var journal = host.Services.GetRequiredService<CallJournal>();
        foreach (var one in events)
        {
            journal.Append(Id, one);
        }

        await Eventually.Is(async () => await Call(events[^1].CallId) is { Outcome: not null });
    }

    /// <returns>Null: the log has no such call.</returns>
    public async Task<CallRecord?> Call(Guid id)
    {
        await using var query = Store.QueryFor(Id);
        return await query.LoadAsync<CallRecord>(id, TestContext.Current.CancellationToken);
    }

    public async Task<Guid> Add(string userName, string extension, params (string Name, string Value)[] more)
    {
        await Anna.Do("/admin/people/new", Fields(userName, extension, more));
        return (await User(userName))!.Id;
    }

    /// <summary>Somebody new who has chosen a password and agreed to the policies.</summary>
    public async Task<Guid> AddWithPassword(string userName, string extension, params (string Name, string Value)[] more)
    {
        var id = await Add(userName, extension, more);
        var answer = await Choose(await Link(userName), Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var browser = host.NewBrowser();
        await browser.SignIn(userName, Password);
        await browser.Agree();
        return id;
    }

    public async Task<User?> User(string userName)
    {
        await using var query = Store.QueryFor(Id);
        return await query.Query<User>().FirstOrDefaultAsync(user => user.UserName == userName, Ct);
    }

    public async Task<IReadOnlyList<Person>> People() => await host.Services.GetRequiredService<IPeople>().Of(Id, Ct);

    /// <summary>All mail to this person, oldest first.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> MailTo(string userName)
    {
        var address = $"{userName}@garagehofstra.example";
        await using var query = Store.QuerySession();
        return await query.Query<OutgoingMail>().Where(mail => mail.To == address).OrderBy(mail => mail.QueuedAt).ToListAsync(Ct);
    }

    /// <summary>The link in the last mail to them that has one.</summary>
    public async Task<string> Link(string userName) =>
        (await MailTo(userName)).Select(mail => LinkIn(mail.Text)).Last(link => link.Length > 0);

    public static string LinkIn(string mail) => Address().Match(mail).Value;

    public async Task<Answer> Choose(string link, string password)
    {
        var browser = host.NewBrowser();
        var path = new Uri(link).PathAndQuery;
        var page = await browser.Open(path);
        return page.Status is HttpStatusCode.OK
            ? await browser.Post(
                path,
                new Dictionary<string, string> { ["password"] = password, ["__RequestVerificationToken"] = page.Token }
            )
            : page;
    }

    public async Task<bool> SignsIn(string userName, string password = Password) =>
        (await host.NewBrowser().SignIn(userName, password)).Status is HttpStatusCode.Redirect;

    [GeneratedRegex(@"https?://\S+/set-password\?token=\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}

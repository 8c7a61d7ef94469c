using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SettingUp;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.People;

internal sealed class InstallationOwners(CompaniesInMemory companies, IPeople people, IMail mail, SetUpToken token, IDocumentStore store)
    : IInstallationOwners
{
    public int Companies => companies.All.Count;

    public bool MaySetUp(HttpRequest request) => companies.IsEmpty && token.WasGivenBy(request);

    public async Task Tell(Func<(string Subject, string Text)> words, CancellationToken ct)
    {
        foreach (var company in companies.All)
        {
            var (subject, body) = InLanguage.Say(await mail.LanguageOf(company, ct), words);
            await using var session = store.SessionFor(company);
            foreach (
                var administrator in (await people.Of(company, ct)).Where(person => person is { IsAdministrator: true, Email.Length: > 0 })
            )
            {
                mail.Add(session, company, new MailMessage(administrator.Email, subject, body));
            }

            await session.SaveChangesAsync(ct);
        }
    }
}

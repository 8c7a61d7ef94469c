using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Health;

/// <summary>Whether mail is set, and whether its server lets us in at this moment.</summary>
internal sealed class MailCheck(
    IDocumentStore store,
    SmtpDelivery delivery,
    IStringLocalizer<HealthText> text,
    IStringLocalizer<MailText> mail
) : ISystemCheck
{
    public int Order => 60;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var settings = await query.LoadAsync<MailSettings>(company.Value, ct);
        if (settings is null)
        {
            return [Of(FindingState.Missing, text["MailMissing"], text["MailMissingToDo"])];
        }

        return await delivery.Try(settings, ct) is { } fault
            ? [Of(FindingState.Broken, mail[$"Fault-{fault.Kind}", fault.Server ?? settings.Host], text["MailToDo"])]
            : [Of(FindingState.Good, text["MailGood", settings.Host], toDo: null)];
    }

    Finding Of(FindingState state, string said, string? toDo) =>
        new("mail", text["Mail"], state, said) { ToDo = toDo, Address = "/admin/mail" };
}

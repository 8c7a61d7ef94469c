using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Sms;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Health;

/// <summary>Whether the SMS gateway is there at this moment. A message would cost money: none is sent.</summary>
internal sealed class SmsCheck(IDocumentStore store, SmsDelivery delivery, IStringLocalizer<HealthText> text, IStringLocalizer<SmsText> sms)
    : ISystemCheck
{
    public int Order => 66;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        if (await query.LoadAsync<SmsGateway>(company.Value, ct) is not { } gateway)
        {
            return [Of(FindingState.Good, text["SmsNotSet"], toDo: null)];
        }

        var host = new Uri(gateway.Address).Host;
        return await delivery.Reach(gateway, ct) is { } fault
            ? [Of(FindingState.Broken, sms[$"Fault-{fault.Kind}", host], text["SmsToDo"])]
            : [Of(FindingState.Good, text["SmsGood", host], toDo: null)];
    }

    Finding Of(FindingState state, string said, string? toDo) =>
        new("sms", text["Sms"], state, said) { ToDo = toDo, Address = "/admin/sms" };
}

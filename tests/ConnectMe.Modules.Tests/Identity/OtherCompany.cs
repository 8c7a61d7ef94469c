using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>A second company beside the demo's, on the same installation, with an administrator and somebody who is none.</summary>
internal static class OtherCompany
{
    public static readonly CompanyId Id = new(new Guid("7b0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8b02"));
    public static readonly Guid Olga = new("7b0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8201");
    public const string Password = "een lange zin met boten";

    /// <summary>Once per Host.</summary>
    public static async Task Found(ConnectMeHost host)
    {
        await using var session = host.Services.GetRequiredService<IDocumentStore>().SessionFor(Id);
        if (await session.LoadAsync<Company>(Id.Value, Ct) is not null)
        {
            return;
        }

        session.Events.StartStream<Company>(Id.Value, new CompanyFounded(Id.Value, "Rederij Waterman", "NL"));
        var hash = PasswordHash.Of(Password);
        UserAdded[] people =
        [
            new(Olga, "Olga Waterman", "olga", "olga@waterman.example", "201", "Reder", IsAdministrator: true),
            new(new Guid("7b0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8202"), "Piet Dek", "piet", "piet@waterman.example", "202", "Matroos"),
        ];
        foreach (var person in people)
        {
            session.AddUser(Id.Value, person, hash);
            var consents = Consents.IdOf(person.UserId);
            session.Events.StartStream<Consents>(
                consents,
                new ConsentGiven(
                    consents,
                    person.UserId,
                    Policy.OurVersion,
                    Policy.OurVersion,
                    Policy.OurVersion,
                    TimeProvider.System.GetUtcNow()
                )
            );
        }

        await session.SaveChangesAsync(Ct);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}

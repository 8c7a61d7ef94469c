using ConnectMe.Kernel;
using FluentValidation.Results;
using JasperFx;
using Marten;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace ConnectMe.Identity.Features;

/// <summary>What the validator saw may have changed by the time a person is saved: the database has the last word on names and extensions.</summary>
internal static class PersonSaving
{
    public static Task<Outcome> SaveUnlessTaken(this IDocumentSession session, IStringLocalizer<PeopleText> text, CancellationToken ct) =>
        text.UnlessTaken(() => session.SaveChangesAsync(ct));

    public static async Task<Outcome> UnlessTaken(this IStringLocalizer<PeopleText> text, Func<Task> save)
    {
        try
        {
            await save();
            return Outcome.Done;
        }
        catch (Exception exception) when (IsTaken(exception))
        {
            return text.Refused("JustTaken");
        }
    }

    public static Outcome Refused(this IStringLocalizer<PeopleText> text, string key) =>
        new Outcome.Invalid([new ValidationFailure("Input.Name", text[key])]);

    /// <summary>A name, address or extension is somebody else's by now.</summary>
    public static bool IsTaken(Exception exception) =>
        exception is DocumentAlreadyExistsException
        || (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState
            == PostgresErrorCodes.UniqueViolation;
}

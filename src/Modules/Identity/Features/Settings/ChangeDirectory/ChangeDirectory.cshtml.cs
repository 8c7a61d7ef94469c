using System.Text;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The company's own directory, by which people sign in (A10-02, M2-04).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeDirectory(IHandle<ChangeDirectory.Command> change, ICurrentUser me, IQuerySession session)
    : FormPage<DirectoryFields>("_DirectoryForm", showsSaved: true)
{
    /// <summary>Certificates as a file: they take the place of what was typed.</summary>
    [BindProperty]
    public IFormFile? Sent { get; set; }

    public bool IsSet { get; private set; }

    public bool HasPassword { get; private set; }

    protected override async Task<DirectoryFields?> Load(CancellationToken ct)
    {
        var settings = await session.LoadAsync<DirectorySettings>(me.Company.Value, ct);
        (IsSet, HasPassword) = (settings is not null, settings is { ProtectedPassword.Length: > 0 });
        return settings is null ? new DirectoryFields() : DirectoryFields.Of(settings);
    }

    protected override async Task<Outcome> Save(CancellationToken ct)
    {
        if (Sent is { Length: > 0 and <= MostBytes } file)
        {
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            Input = Input with { Certificates = await reader.ReadToEndAsync(ct) };
            ModelState.Remove("Input.Certificates"); // what was read is shown, not what was typed
        }

        return await change.Handle(new Command(Input), ct);
    }

    const int MostBytes = 128 * 1024;

    public sealed record Command(DirectoryFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(DirectoryFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, DirectorySecrets secrets, IStringLocalizer<DirectoryText> text)
        : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var before = await session.LoadAsync<DirectorySettings>(me.Company.Value, ct);
            if (string.IsNullOrEmpty(command.Input.Password) && !command.Input.KeepsPassword(before))
            {
                return new Outcome.Invalid([new ValidationFailure("Input.Password", text["NeedsPassword"])]); // never empty: RFC 4513 §5.1.2
            }

            session.Store(command.Input.ToSettings(me.Company.Value, before, secrets));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}

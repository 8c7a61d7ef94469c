using ConnectMe.Host.Web;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Host.Features;

/// <summary>The certificate of the pages: which one it is, and another one in its place without a restart.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeCertificate(
    IHandle<ChangeCertificate.Command> change,
    HttpsCertificate certificate,
    IInstallationOwners owners,
    TimeProvider time
) : PageModel
{
    public const string Address = "/admin/certificate";

    [BindProperty]
    public CertificateFields Input { get; set; } = new();

    public HttpsCertificate Certificate => certificate;

    public bool IsShared => owners.Companies != 1;

    public bool IsSaved { get; private set; }

    public string Host => Request.Host.Host;

    /// <summary>What browsers will say of the one that was saved now.</summary>
    public IReadOnlyList<CertificateFault> Warnings { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (IsShared || certificate.IsSetByConfiguration)
        {
            return NotFound();
        }

        if (await change.Handle(new Command(Input, Host), ct) is Outcome.Invalid invalid)
        {
            Input = Input with { Key = null };
            ModelState.Remove("Input.Key"); // the key is not sent back
            return this.Unprocessable("_Certificate", invalid, prefix: "");
        }

        Warnings = GivenCertificate.Read(Input.Certificates ?? "", Input.Key ?? "", Host, time.GetUtcNow()).Warnings;
        Input = new CertificateFields();
        ModelState.Clear();
        IsSaved = true;
        return Partial("_Certificate", this);
    }

    public IActionResult OnPostRemove()
    {
        if (IsShared || certificate.IsSetByConfiguration)
        {
            return NotFound();
        }

        certificate.TakeAway();
        return Partial("_Certificate", this);
    }

    /// <param name="Host">Where the administrator reached us.</param>
    public sealed record Command(CertificateFields Input, string Host);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<CertificateText> text, TimeProvider time) =>
            RuleFor(command => command)
                .Custom(
                    (command, context) =>
                    {
                        var given = GivenCertificate.Read(
                            command.Input.Certificates ?? "",
                            command.Input.Key ?? "",
                            command.Host,
                            time.GetUtcNow()
                        );
                        if (given.Refusal is { } fault)
                        {
                            context.AddFailure(new ValidationFailure(FieldOf(fault), text[$"Fault-{fault}"]));
                        }
                    }
                );

        static string FieldOf(CertificateFault fault) =>
            fault is CertificateFault.NoKey or CertificateFault.KeyHasPassword or CertificateFault.KeyDiffers
                ? "Input.Key"
                : "Input.Certificates";
    }

    public sealed class Handler(HttpsCertificate certificate, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await certificate.Give(
                GivenCertificate.Read(command.Input.Certificates!, command.Input.Key!, command.Host, time.GetUtcNow()).Pem,
                ct
            );
            return Outcome.Done;
        }
    }
}

/// <summary>In PEM, as files of an authority have them.</summary>
internal sealed record CertificateFields
{
    public string? Certificates { get; init; }
    public string? Key { get; init; }
}

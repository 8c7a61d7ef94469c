using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Identity.SettingUp;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using JasperFx;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The first start of an empty installation: one question a screen, and the company is made by the last. After that it is no page any more.</summary>
[AllowAnonymous]
[Audited(AuditKind.Administration)]
internal sealed class SetUp(
    CompaniesInMemory companies,
    SetUpToken token,
    SetUpEntry entry,
    SignInLimits limits,
    IHandle<SetUp.Command> found,
    IStringLocalizer<SetUpText> text
) : PageModel
{
    [BindProperty]
    public SetUpFields Input { get; set; } = new();

    [BindProperty]
    public SetUpStep Step { get; set; }

    /// <summary>To the screen before, without looking at what was typed here.</summary>
    [BindProperty]
    public bool Back { get; set; }

    public bool IsTokenWrong { get; private set; }

    public int Position => (int)Step + 1;

    public static int Steps => Enum.GetValues<SetUpStep>().Length;

    public IActionResult OnGet()
    {
        Step = token.WasGivenBy(Request) ? SetUpStep.Company : SetUpStep.Token;
        return companies.IsEmpty ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? code, CancellationToken ct)
    {
        ModelState.Clear(); // validators speak, and fields show what is in Input
        if (!companies.IsEmpty)
        {
            return NotFound();
        }

        if (Step is SetUpStep.Token || !token.WasGivenBy(Request))
        {
            return Admit(code);
        }

        if (Back && Step > SetUpStep.Company)
        {
            Step--;
            return Page();
        }

        var command = new Command(Input, Step, new CompanyId(Guid.CreateVersion7()), new UserId(Guid.CreateVersion7()));
        return await found.Handle(command, ct) is Outcome.Invalid invalid ? Refuse(invalid) : await Go(command, ct);
    }

    PageResult Admit(string? code)
    {
        Step = SetUpStep.Token;
        var address = ClientAddress.Of(Request);
        if (!limits.TryBegin("set-up", address, knownBrowser: null))
        {
            Response.Headers.RetryAfter = $"{SignInLimits.Window.TotalSeconds:0}";
            return Say("TooManyTries", StatusCodes.Status429TooManyRequests);
        }

        if (!token.IsRight(code))
        {
            entry.Log.WrongSetUpToken(address);
            return Say("TokenWrong", StatusCodes.Status422UnprocessableEntity);
        }

        limits.Succeeded("set-up", address, knownBrowser: null);
        token.Remember(HttpContext);
        Step = SetUpStep.Company;
        return Page();
    }

    PageResult Say(string message, int status)
    {
        IsTokenWrong = true;
        ModelState.AddModelError("code", text[message]);
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Back to the first screen on which something is wrong: hidden fields can be changed under way.</summary>
    IActionResult Refuse(Outcome.Invalid invalid)
    {
        if (!companies.IsEmpty)
        {
            return NotFound();
        }

        Step = invalid.Failures.Min(failure => SetUpFields.StepOf(PropertyOf(failure)));
        foreach (var failure in invalid.Failures)
        {
            ModelState.AddModelError(failure.PropertyName, failure.ErrorMessage);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    static string PropertyOf(ValidationFailure failure) => failure.PropertyName[(failure.PropertyName.IndexOf('.') + 1)..];

    /// <summary>To the next screen; from the last one into the new company.</summary>
    async Task<IActionResult> Go(Command command, CancellationToken ct)
    {
        if (Step < SetUpStep.Administrator)
        {
            Step++;
            Input = Input.WithDefaults();
            return Page();
        }

        await entry.Enter(HttpContext, command.Company, command.Administrator, ct);
        return LocalRedirect("/admin/health");
    }

    /// <param name="Step">Up to which screen all was asked. The last one makes the company.</param>
    public sealed record Command(SetUpFields Input, SetUpStep Step, CompanyId Company, UserId Administrator);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<SetUpText> text, IStringLocalizer<PasswordText> passwordText)
        {
            var rules = new SetUpFields.Rules(text, passwordText);
            RuleFor(command => command.Input)
                .CustomAsync(
                    async (input, context, ct) =>
                    {
                        foreach (var failure in (await rules.ValidateAsync(input, ct)).Errors)
                        {
                            if (SetUpFields.StepOf(failure.PropertyName) <= context.InstanceToValidate.Step)
                            {
                                context.AddFailure(new ValidationFailure($"Input.{failure.PropertyName}", failure.ErrorMessage));
                            }
                        }
                    }
                );
        }
    }

    public sealed class Handler(IDocumentStore store, TimeProvider time, IAuditedRequest audit, IStringLocalizer<SetUpText> text)
        : IHandle<Command>
    {
        /// <summary>All of it in one transaction: a crash, or somebody who was sooner, leaves nothing.</summary>
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (command.Step < SetUpStep.Administrator)
            {
                return Outcome.Done;
            }

            var company = command.Company.Value;
            await using var session = store.SessionFor(command.Company);
            session.Insert(new Founding(Founding.TheOne, company, time.GetUtcNow()));
            session.Events.StartStream<Company>(company, command.Input.ToCompany(company));
            session.AddUser(company, command.Input.ToAdministrator(command.Administrator.Value), PasswordHash.Of(command.Input.Password!));
            audit.By(command.Company, command.Administrator, command.Input.ToAdministrator(command.Administrator.Value).Name);
            try
            {
                await session.SaveChangesAsync(ct);
                return Outcome.Done;
            }
            catch (DocumentAlreadyExistsException)
            {
                return new Outcome.Invalid([new ValidationFailure("Input.Email", text["AlreadySetUp"])]);
            }
        }
    }
}

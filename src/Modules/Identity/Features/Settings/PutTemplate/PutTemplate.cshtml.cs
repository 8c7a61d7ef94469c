using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>A template of rights, new or changed. Who has it is held to it from their next click.</summary>
[Authorize(Rights.Administrator)]
internal sealed class PutTemplate(IHandle<PutTemplate.Command> put, ICurrentUser me, IQuerySession session, ShownRights rights) : PageModel
{
    [BindProperty]
    public TemplateFields Input { get; set; } = new();

    /// <summary>Null: a new one.</summary>
    public RightsTemplate? Template { get; private set; }

    public string Title => Template is null ? "" : rights.NameOf(Template);

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        Input = TemplateFields.Of(Title, Template?.Rights ?? PersonRights.Standard);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await put.Handle(new Command(Input with { Which = id }), ct) : new Outcome.Invalid([]);
        return outcome is Outcome.Invalid invalid ? this.Unprocessable("_TemplateForm", invalid, prefix: "") : this.GoTo("/admin/rights");
    }

    async Task<bool> Find(Guid? id, CancellationToken ct)
    {
        Template = id is { } which ? (await session.RightsOf(me.Company, ct)).Find(which) : null;
        return id is null || Template is not null;
    }

    public sealed record Command(TemplateFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IQuerySession session, ShownRights rights, IStringLocalizer<RightsText> text) =>
            RuleFor(command => command.Input).SetValidator(new TemplateFields.Rules(me, session, rights, text));
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = CompanyRights.IdOf(me.Company.Value);
            var stream = await session.Events.FetchForWriting<CompanyRights>(id, ct);
            var rights = stream.Aggregate ?? CompanyRights.Standard(id);
            var template = command.Input.ToTemplate(command.Input.Which ?? Guid.CreateVersion7());
            stream.AppendMany(rights.Put(template, time.GetUtcNow(), me.User.Value));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}

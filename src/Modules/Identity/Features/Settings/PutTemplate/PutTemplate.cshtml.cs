using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Identity.Features;

/// <summary>A template of rights, new or changed. Who has it is held to it from their next click.</summary>
[Authorize(Rights.Administrator)]
internal sealed class PutTemplate(IHandle<PutTemplate.Command> put, ICurrentUser me, IQuerySession session, ShownRights rights)
    : FormPage<TemplateFields>("_TemplateForm")
{
    /// <summary>Null: a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public RightsTemplate? Template { get; private set; }

    public string Title => Template is null ? "" : rights.NameOf(Template);

    protected override string Next => "/admin/rights";

    protected override async Task<TemplateFields?> Load(CancellationToken ct)
    {
        Template = Id is { } which ? (await session.RightsOf(me.Company, ct)).Find(which) : null;
        return Id is null || Template is not null ? TemplateFields.Of(Title, Template?.Rights ?? PersonRights.Standard) : null;
    }

    protected override async Task<Outcome> Save(CancellationToken ct) =>
        ModelState.IsValid ? await put.Handle(new Command(Input with { Which = Id }), ct) : new Outcome.Invalid([]);

    public sealed record Command(TemplateFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TemplateFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var template = command.Input.ToTemplate(command.Input.Which ?? Guid.CreateVersion7());
            return session.ChangeRights(me.Company, rights => rights.Put(template, time.GetUtcNow(), me.User.Value), ct);
        }
    }
}

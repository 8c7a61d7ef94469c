using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.Domain;

/// <summary>A company's templates of rights. There is always one: it can be changed, but not removed, and who has no other follows it.</summary>
/// <param name="ForNewPeople">The template that new people get.</param>
public sealed partial record CompanyRights(Guid Id, IReadOnlyList<RightsTemplate> Templates, Guid ForNewPeople)
{
    public const int MostTemplates = 50;

    public const int LongestName = 60;

    /// <summary>Null: it is not there, or not any more.</summary>
    public RightsTemplate? Find(Guid template) => Templates.FirstOrDefault(one => one.Id == template);

    /// <summary>Of a person with this template; whose template was removed follows the standard one.</summary>
    public PersonRights Of(Guid? template, RightsOfOne own) => own.On((Find(template ?? StandardId) ?? Find(StandardId)!).Rights);

    /// <summary>By id: the standard one is the first, and stays.</summary>
    public Guid StandardId => Templates[0].Id;

    public IEnumerable<object> Put(RightsTemplate template, DateTimeOffset at, Guid by) =>
        Find(template.Id) == template ? [] : [new RightsTemplatePut(Id, template, at, by)];

    public IEnumerable<object> Remove(Guid template, DateTimeOffset at, Guid by) =>
        Find(template) is null || template == StandardId ? [] : [new RightsTemplateRemoved(Id, template, at, by)];

    public IEnumerable<object> GiveToNewPeople(Guid template, DateTimeOffset at, Guid by) =>
        Find(template) is null || template == ForNewPeople ? [] : [new NewPeoplesRightsChosen(Id, template, at, by)];

    public static CompanyRights Create(RightsTemplatePut put) => Standard(put.RightsId).Apply(put);

    public static CompanyRights Create(NewPeoplesRightsChosen chosen) => Standard(chosen.RightsId).Apply(chosen);

    public CompanyRights Apply(RightsTemplatePut put) =>
        this with
        {
            Templates = Find(put.Template.Id) is null
                ? [.. Templates, put.Template]
                : [.. Templates.Select(one => one.Id == put.Template.Id ? put.Template : one)],
        };

    public CompanyRights Apply(RightsTemplateRemoved removed) =>
        this with
        {
            Templates = [.. Templates.Where(one => one.Id != removed.TemplateId)],
            ForNewPeople = ForNewPeople == removed.TemplateId ? StandardId : ForNewPeople,
        };

    public CompanyRights Apply(NewPeoplesRightsChosen chosen) => this with { ForNewPeople = chosen.TemplateId };

    public static Guid IdOf(Guid company) => NamedId.Of("rights", company);

    /// <summary>Until somebody says otherwise.</summary>
    /// <param name="id">By <see cref="IdOf"/>.</param>
    public static CompanyRights Standard(Guid id)
    {
        var template = new RightsTemplate(NamedId.Of("standard-template", id), Name: "", PersonRights.Standard);
        return new CompanyRights(id, [template], template.Id);
    }
}

/// <param name="Name">Empty: the standard one, which is called so in the reader's language until somebody names it.</param>
public sealed record RightsTemplate(Guid Id, string Name, PersonRights Rights);

public sealed record RightsTemplatePut(Guid RightsId, RightsTemplate Template, DateTimeOffset At, Guid By);

public sealed record RightsTemplateRemoved(Guid RightsId, Guid TemplateId, DateTimeOffset At, Guid By);

public sealed record NewPeoplesRightsChosen(Guid RightsId, Guid TemplateId, DateTimeOffset At, Guid By);

using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.SecondStep;

/// <summary>
/// Of whom a second factor is asked, and which. Who has one is asked for it; of whom it is demanded and who has none gets a code by mail, where the
/// company allows that, or is led to add one. Administrators are led there: a code by mail could shut them out of the settings of mail.
/// </summary>
internal sealed class SecondFactorRules(SecondFactorsInMemory memory, IPeople people)
{
    public async ValueTask<SecondStepDemand> After(CompanyId company, UserId user, CancellationToken ct)
    {
        if (memory.Of(user).Count > 0)
        {
            return SecondStepDemand.Asked;
        }

        var person = await Find(company, user, ct);
        return !IsDemanded(company, user, person) ? SecondStepDemand.None
            : GetsMail(company, person) ? SecondStepDemand.Asked
            : SecondStepDemand.Owed;
    }

    /// <summary>It is demanded of somebody who has none that the company lets them use.</summary>
    public async ValueTask<bool> IsOwed(CompanyId company, UserId user, CancellationToken ct)
    {
        var policy = memory.Policy(company);
        if (
            memory.Of(user).Any(policy.Methods.Contains) || (IsDemo(company) && policy is { Demand: SecondFactorDemand.Nobody, People: [] })
        )
        {
            return false;
        }

        var person = await Find(company, user, ct);
        return IsDemanded(company, user, person) && !GetsMail(company, person);
    }

    /// <summary>What this person can prove themselves with. What the company no longer lets be used counts as long as there is nothing else: a password alone is less.</summary>
    public IReadOnlyList<SecondFactorMethod> Usable(CompanyId company, UserId user)
    {
        var (own, allowed) = (memory.Of(user), memory.Policy(company).Methods);
        return own.Any(allowed.Contains) ? [.. own.Where(allowed.Contains)]
            : own.Count > 0 ? own
            : [SecondFactorMethod.Email];
    }

    /// <summary>What can be added, the strongest first.</summary>
    public IReadOnlyList<SecondFactorMethod> Addable(CompanyId company) =>
        [.. SignInPolicy.Choosable.Where(method => memory.Policy(company).Methods.Contains(method) && memory.IsReady(company, method))];

    public static bool IsDemo(CompanyId company) => company.Value == DemoCompany.Id;

    bool IsDemanded(CompanyId company, UserId user, Person? person)
    {
        var policy = memory.Policy(company);
        return (policy.Demand & RolesOf(person)) != SecondFactorDemand.Nobody
            || policy.People.Contains(user.Value)
            || (person is { IsAdministrator: true } && !IsDemo(company));
    }

    static SecondFactorDemand RolesOf(Person? person) =>
        SecondFactorDemand.Everybody
        | (person is { IsAdministrator: true } ? SecondFactorDemand.Administrators : SecondFactorDemand.Nobody)
        | (person is { IsSupervisor: true } ? SecondFactorDemand.Supervisors : SecondFactorDemand.Nobody)
        | (person is { IsAgent: true } ? SecondFactorDemand.Agents : SecondFactorDemand.Nobody);

    bool GetsMail(CompanyId company, Person? person) =>
        person is { IsAdministrator: false } && Addable(company).Contains(SecondFactorMethod.Email);

    async ValueTask<Person?> Find(CompanyId company, UserId user, CancellationToken ct) =>
        (await people.Of(company, ct)).FirstOrDefault(person => person.Id == user);
}

/// <summary>What comes after the right password.</summary>
internal enum SecondStepDemand
{
    None,
    Asked,

    /// <summary>It is demanded, and there is nothing to ask for yet.</summary>
    Owed,
}

namespace ConnectMe.Kernel;

/// <summary>A company (tenant). Its text form is Marten's tenant id and the key of the company's switchboard.</summary>
public readonly record struct CompanyId(Guid Value)
{
    /// <summary>32 lower-case hex digits, no dashes.</summary>
    public override string ToString() => Value.ToString("n");
}

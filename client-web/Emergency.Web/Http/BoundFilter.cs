namespace Emergency.Web.Http;

/// <summary>Answers with the problem of the first parameter that has one, before the endpoint runs.</summary>
internal sealed class BoundFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IBound { Problem: { } problem })
                return problem;
        }

        return await next(context);
    }
}

using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Tests.Printing;

/// <summary>Carries expressions of one program over to another that has the same tensors, so that equal meaning becomes
/// the same object.</summary>
internal sealed class Transplant
{
    private readonly BoundProgram from;
    private readonly BoundProgram to;
    private readonly Dictionary<Dimension, Dimension> dimensions = [];
    private readonly Dictionary<IndexVariable, Subscript> indices = [];

    public Transplant(BoundProgram from, BoundProgram to)
    {
        (this.from, this.to) = (from, to);
        foreach (TensorSymbol tensor in from.Inputs.Concat(from.Equations.Select(e => e.Tensor)))
        {
            if (to.Find(tensor.Name) is { } same && same.Order == tensor.Order)
            {
                for (int axis = 0; axis < tensor.Order; axis++)
                {
                    dimensions.TryAdd(tensor.Axes[axis], same.Axes[axis]);
                }
            }
        }
    }

    public Expr Equation(BoundEquation equation, IReadOnlyList<IndexVariable> free)
    {
        for (int i = 0; i < free.Count; i++)
        {
            indices[equation.Indices[i]] = new IndexSubscript(free[i]);
        }

        return Apply(equation.Body);
    }

    private Expr Apply(Expr node)
    {
        ExprFactory f = to.Factory;
        switch (node)
        {
            case Number number:
                return f.Rational(number.Value);
            case PiConstant:
                return f.Pi;
            case SizeOf size:
                return f.Size(Carry(size.Dimension));
            case TensorElement element:
                return f.Element(to.Find(element.Tensor.Name)!, [.. element.Subscripts.Select(Carry)]);
            case Delta delta:
                return f.KroneckerDelta(Carry(delta.Left), Carry(delta.Right));
            case Bracket bracket:
                return f.IsNonNegative(Carry(bracket.Form));
            case Sum:
                return f.Add([.. Children(node)]);
            case Product product:
                return f.Multiply([f.Rational(product.Coefficient), .. Children(node)]);
            case Power power:
                return f.Raise(Apply(power.Base), Apply(power.Exponent));
            case Call call:
                PointwiseFunction function = call.Function.IsArbitrary ? f.Arbitrary(call.Function.Name, call.Function.Primes) : call.Function;
                return f.Apply(function, [.. Children(call)]);
            case Choice choice:
                Expr[] parts = [.. Children(choice)];
                return f.Choose(new Condition(choice.Condition.Relation, parts[0], parts[1]), parts[2], parts[3]);
            case Contraction contraction:
                OpenBody sum = Open(contraction, out List<IndexVariable> over);
                return f.Contract(over, Apply(sum.Body));
            case Reduction reduction:
                Subscript[] at = [.. reduction.At.Select(Carry)];
                OpenBody open = Open(reduction, out List<IndexVariable> bound);
                return f.Reduce(reduction.Kind, bound, Apply(open.Body), at);
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    private OpenBody Open(Binder binder, out List<IndexVariable> over)
    {
        OpenBody open = from.Factory.OpenFresh(binder);
        over = [];
        foreach (IndexVariable index in open.Indices)
        {
            IndexVariable fresh = to.Factory.Fresh(Carry(index.Dimension));
            indices[index] = new IndexSubscript(fresh);
            over.Add(fresh);
        }

        return open;
    }

    private Subscript Carry(Subscript subscript) => Subscript.Of(Carry(subscript.Form));

    private AffineForm Carry(AffineForm form) => form.Replace(atom => atom switch
    {
        IndexAtom { Index: var index } => indices.TryGetValue(index, out Subscript? by) ? by.Form : AffineForm.Of(atom),
        SizeAtom { Dimension: var dimension } => AffineForm.Of(Carry(dimension)),
        GatherAtom gather => AffineForm.Of(new GatherAtom(to.Find(gather.Tensor.Name)!, [.. gather.Subscripts.Select(Carry)])),
        _ => AffineForm.Of(atom),
    });

    /// <summary>A dimension that no axis has is found again by what tells it: a declaration, or bounds.</summary>
    private Dimension Carry(Dimension dimension)
    {
        if (!dimensions.TryGetValue(dimension, out Dimension? same))
        {
            same = dimension.Bounds.IsEmpty
                ? to.Dimensions.First(d => d.DeclaredLabels.SequenceEqual(dimension.DeclaredLabels) && d.Letter == dimension.Letter)
                : to.Dimensions.Last(d => d.Bounds.ToHashSet().SetEquals(dimension.Bounds.Select(b => b with { Room = AffineRange.Reduced(Carry(b.Room)) })));
            dimensions.Add(dimension, same);
        }

        return same;
    }

    private IEnumerable<Expr> Children(Expr node) => node.Children.ToArray().Select(Apply);
}

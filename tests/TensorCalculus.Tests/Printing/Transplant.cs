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
                return f.Size(dimensions[size.Dimension]);
            case TensorElement element:
                return f.Element(to.Find(element.Tensor.Name)!, [.. element.Subscripts.Select(s => s.Substitute(indices))]);
            case Delta delta:
                return f.KroneckerDelta(delta.Left.Substitute(indices), delta.Right.Substitute(indices));
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
                Subscript[] at = [.. reduction.At.Select(s => s.Substitute(indices))];
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
            IndexVariable fresh = to.Factory.Fresh(dimensions[index.Dimension]);
            indices[index] = new IndexSubscript(fresh);
            over.Add(fresh);
        }

        return open;
    }

    private IEnumerable<Expr> Children(Expr node) => node.Children.ToArray().Select(Apply);
}
